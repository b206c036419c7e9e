"""The open data: `/api/v1`, read-only; `/openapi.json` describes it, `/api` explains it."""
