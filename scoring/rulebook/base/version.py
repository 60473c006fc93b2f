"""The version that every outcome and publication carries; it grows whenever a result could come out differently."""

VERSION = "1.3"
