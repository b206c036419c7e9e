from tests.products.conftest import count_statements

__all__ = ["count_statements"]
