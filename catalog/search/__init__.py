"""One box for everything public: products, brands, texts, studies, claims and terms."""
