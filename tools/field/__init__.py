"""The whole server on one laptop without internet: `./dev field`."""
