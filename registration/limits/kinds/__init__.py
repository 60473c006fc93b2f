"""One kind of limit a file; `registration.limits.registry` finds them."""
