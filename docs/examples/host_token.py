"""A sign-in token for the chat, made by your own backend with Python's standard library."""

import base64
import hashlib
import hmac
import json
import time


def chat_token(secret: str, user_id: str, name: str) -> str:
    def part(value: bytes) -> str:
        return base64.urlsafe_b64encode(value).rstrip(b"=").decode()

    head = part(json.dumps({"alg": "HS256", "typ": "JWT"}).encode())
    claims = {"sub": user_id, "name": name, "exp": int(time.time()) + 300}
    signed = f"{head}.{part(json.dumps(claims).encode())}"
    signature = hmac.new(secret.encode(), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{part(signature)}"
