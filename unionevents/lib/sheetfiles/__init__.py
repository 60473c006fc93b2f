"""What a spreadsheet holds, read inside a bounded process of its own. Standard library only, but for old .xls files."""
