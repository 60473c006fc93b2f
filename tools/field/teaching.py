"""The page over plain http from which a tablet installs the laptop's certificate authority: QR codes and steps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from tools.field import certificates
from tools.field.certificates import Kept
from unionevents.lib.qr import qr_svg

CERTIFICATE_TYPE = "application/x-x509-ca-cert"
STYLE = """
body{font:18px/1.7 system-ui,sans-serif;max-width:44rem;margin:0 auto;padding:1.5rem;color:#111;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}.qr{width:12rem;display:block}
a.go{display:inline-block;padding:.9rem 1.5rem;background:#a3170f;color:#fff;text-decoration:none;border-radius:.4rem}
code{word-break:break-all;background:#f2f2f2;padding:.1rem .3rem}
"""
PAGE = """<!doctype html><html lang="zh-Hans"><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>平板准备</title><style>{style}</style>
<h1>平板准备：装证书，只做一次</h1>
<p>装好以后，平板才信任现场的服务器，断网也能录成绩。用平板扫这个码打开本页：</p>{here}
<p><a class="go" href="/authority.crt">下载证书</a></p>
<h2>iPad、iPhone（用 Safari 打开本页）</h2><ol>
<li>点“下载证书”，点“允许”。</li>
<li>打开“设置”，点最上面的“已下载描述文件”，点“安装”，输入锁屏密码。</li>
<li>“设置”→“通用”→“关于本机”→“证书信任设置”，把“{name}”打开。</li></ol>
<h2>安卓平板（用 Chrome 打开本页）</h2><ol>
<li>点“下载证书”，保存。</li>
<li>“设置”→“安全”→“更多安全设置”→“加密与凭据”→“安装证书”→“CA 证书”，
点“仍然安装”，选刚才的文件。（找不到就在设置里搜“CA 证书”。）</li></ol>
<h2>电脑（笔记本自己、大屏电脑、记录台）</h2><ol>
<li>点“下载证书”，保存。笔记本自己也要装：在它上面打开 <code>http://localhost:{help_port}/</code>。</li>
<li>Windows：双击文件，“安装证书”→“当前用户”→“将所有的证书都放入下列存储”→“受信任的根证书颁发机构”。<br>
苹果电脑：双击文件，在“钥匙串访问”里双击“{name}”，“信任”选“始终信任”。<br>
Linux 的 Chrome：“设置”→“隐私和安全”→“安全”→“管理证书”→“自定义”→“受信任的证书”→“导入”。</li></ol>
<h2>核对</h2><p>安装时显示的 SHA-256 指纹应当是：<br><code>{fingerprint}</code></p>
<h2>然后打开录入页</h2>{tablet}
<p><a class="go" href="{tablet_address}">{tablet_address}</a></p>
<p>打开时没有任何警告就对了。有警告就不要点“继续”，回到上面再做一遍。</p>
</html>"""


def page(kept: Kept, *, here: str, site: str) -> bytes:
    """`here` is this page's own address, `site` the https address of the server."""
    address = f"{site}/tablet/"
    filled = PAGE.format(
        style=STYLE,
        here=qr_svg(here, label="本页的二维码"),
        tablet=qr_svg(address, label="录入页的二维码"),
        tablet_address=escape(address),
        fingerprint=certificates.fingerprint(kept),
        name=escape(certificates.name_of(kept)),
        help_port=urlsplit(here).port,
    )
    return filled.encode()


class Handler(BaseHTTPRequestHandler):
    """Two addresses: the page, and the certificate."""

    def __init__(self, kept: Kept, address_of: Callable[[str, int], tuple[str, str]], *rest: object) -> None:
        self.kept, self.address_of = kept, address_of
        super().__init__(*rest)  # type: ignore[arg-type]  # what socketserver hands over

    def do_GET(self) -> None:  # the name that http.server calls
        here, site = self.address_of(*self.connection.getsockname()[:2])
        if self.path == "/":
            self._answer(200, "text/html; charset=utf-8", page(self.kept, here=here, site=site))
        elif self.path == "/authority.crt":
            self._answer(200, CERTIFICATE_TYPE, self.kept.authority.read_bytes())
        else:
            self._answer(404, "text/plain; charset=utf-8", "这里只有证书安装页。".encode())

    def _answer(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args: object) -> None:
        """Says nothing: the laptop's screen is for what matters."""


def server(kept: Kept, *, port: int, site_port: int) -> ThreadingHTTPServer:
    """Answers on every address of the laptop; on each it names the site by that same address."""

    def address_of(own: str, own_port: int) -> tuple[str, str]:
        return f"http://{own}:{own_port}/", f"https://{own}:{site_port}"

    return ThreadingHTTPServer(("0.0.0.0", port), partial(Handler, kept, address_of))  # noqa: S104  # tablets ask here
