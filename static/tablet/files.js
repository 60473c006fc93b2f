// Where there is no network at all: what waits goes out as a file, and receipts or sheets come in as one.

class NotOurFile extends Error {
  name = "NotOurFile";
}

export function exportFile(name, content) {
  const address = URL.createObjectURL(new Blob([JSON.stringify(content)], { type: "application/json" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}

/** The document in a file, when it has the format asked for. */
export async function readFile(file, format) {
  let content;
  try {
    content = JSON.parse(await file.text());
  } catch {
    throw new NotOurFile(file.name);
  }
  if (content?.format !== format || content.version !== 1) throw new NotOurFile(file.name);
  return content;
}
