"""Reading text to mentions: one module a kind, one public function each."""
