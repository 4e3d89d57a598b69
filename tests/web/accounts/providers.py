"""Stand-ins of an organisation's sign-in, on this machine: OpenID Connect and SAML 2.0."""

import base64
import datetime as dt
import json
import threading
import time
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import jwt
import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from lxml import etree

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class OidcProvider:
    """Answers as an OpenID provider does, for one person."""

    def __init__(self, **claims):
        self.claims = {"sub": "anna-1"} | claims
        self.asked = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def settings(self):
        app = {
            "provider_id": "oidc", "name": "Ministry", "client_id": "cordata",
            "secret": "s",
            "settings": {"server_url": self.address, "oauth_pkce_enabled": True},
        }  # fmt: skip
        return {"openid_connect": {"APPS": [app]}}

    def token(self):
        now = int(time.time())
        facts = {"iss": self.address, "aud": "cordata", "iat": now, "exp": now + 60}
        return jwt.encode(facts | self.claims, KEY, algorithm="RS256", headers={"kid": "1"})

    def answer(self, path, form):
        if path.endswith("openid-configuration"):
            ends = {"authorization": "authorize", "token": "token", "userinfo": "me"}
            found = {f"{name}_endpoint": f"{self.address}/{end}" for name, end in ends.items()}
            return found | {"issuer": self.address, "jwks_uri": f"{self.address}/keys"}
        if path == "/token":
            self.asked = form
            return {"access_token": "a", "token_type": "Bearer", "id_token": self.token()}
        if path == "/me":
            return self.claims
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [key | {"kid": "1", "alg": "RS256", "use": "sig"}]}

    def _handler(provider):  # noqa: N805 - the server inside speaks of itself as self
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self._say({})

            def do_POST(self):
                size = int(self.headers.get("Content-Length", 0))
                form = parse_qs(self.rfile.read(size).decode())
                self._say({name: values[0] for name, values in form.items()})

            def _say(self, form):
                body = json.dumps(provider.answer(urlsplit(self.path).path, form)).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args):
                """Say nothing."""

        return Handler


class SamlProvider:
    """Makes the signed answer that a SAML provider posts back."""

    entity, address = "urn:ministry", "https://login.example.org/sso"

    def __init__(self, email):
        self.email = email
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "ministry")])
        now = dt.datetime.now(dt.UTC)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(KEY.public_key())
            .serial_number(1)
            .not_valid_before(now - dt.timedelta(days=1))
            .not_valid_after(now + dt.timedelta(days=1))
            .sign(KEY, hashes.SHA256())
        )
        self.pem = certificate.public_bytes(serialization.Encoding.PEM)

    def settings(self):
        lines = self.pem.decode().strip().splitlines()[1:-1]
        app = {
            "provider_id": "saml", "client_id": "cordata", "name": "Agency",
            "settings": {
                "idp": {
                    "entity_id": self.entity,
                    "sso_url": self.address,
                    "x509cert": "".join(lines),
                },
                "attribute_mapping": {"email": "mail"},
                "advanced": {"want_assertion_signed": True},
            },
        }  # fmt: skip
        return {"saml": {"APPS": [app]}}

    def response_to(self, redirect):
        """The form fields that answer a redirect to us."""
        query = parse_qs(urlsplit(redirect).query)
        packed = base64.b64decode(query["SAMLRequest"][0])
        request = ET.fromstring(zlib.decompress(packed, -15))
        answer = self._signed(request.get("ID"), request.get("AssertionConsumerServiceURL"))
        return {"SAMLResponse": answer, "RelayState": query.get("RelayState", [""])[0]}

    def _signed(self, request, acs):
        sp = acs.replace("/acs/", "/metadata/")
        now = dt.datetime.now(dt.UTC)
        late = f"{now + dt.timedelta(minutes=5):%Y-%m-%dT%H:%M:%SZ}"
        early = f"{now - dt.timedelta(minutes=5):%Y-%m-%dT%H:%M:%SZ}"
        text = f"""<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
 xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r" Version="2.0"
 IssueInstant="{early}" Destination="{acs}" InResponseTo="{request}">
<saml:Issuer>{self.entity}</saml:Issuer><samlp:Status><samlp:StatusCode
 Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>
<saml:Assertion ID="_a" Version="2.0" IssueInstant="{early}">
<saml:Issuer>{self.entity}</saml:Issuer>
<saml:Subject><saml:NameID>anna-1</saml:NameID><saml:SubjectConfirmation
 Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData
 NotOnOrAfter="{late}" Recipient="{acs}" InResponseTo="{request}"/></saml:SubjectConfirmation>
</saml:Subject><saml:Conditions NotBefore="{early}" NotOnOrAfter="{late}">
<saml:AudienceRestriction><saml:Audience>{sp}</saml:Audience></saml:AudienceRestriction>
</saml:Conditions><saml:AuthnStatement AuthnInstant="{early}"><saml:AuthnContext>
<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef>
</saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>
<saml:Attribute Name="mail"><saml:AttributeValue>{self.email}</saml:AttributeValue></saml:Attribute>
</saml:AttributeStatement></saml:Assertion></samlp:Response>"""
        root = etree.fromstring(text)
        assertion = root.find("{urn:oasis:names:tc:SAML:2.0:assertion}Assertion")
        self._sign(assertion)
        return base64.b64encode(etree.tostring(root)).decode()

    def _sign(self, assertion):
        method = xmlsec.Transform.RSA_SHA256
        node = xmlsec.template.create(assertion, xmlsec.Transform.EXCL_C14N, method)
        assertion.insert(1, node)
        ref = xmlsec.template.add_reference(node, xmlsec.Transform.SHA256, uri="#_a")
        xmlsec.template.add_transform(ref, xmlsec.Transform.ENVELOPED)
        xmlsec.template.add_transform(ref, xmlsec.Transform.EXCL_C14N)
        info = xmlsec.template.ensure_key_info(node)
        xmlsec.template.add_x509_data(info)
        xmlsec.tree.add_ids(assertion, ["ID"])
        context = xmlsec.SignatureContext()
        private = KEY.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        context.key = xmlsec.Key.from_memory(private, xmlsec.KeyFormat.PEM)
        context.key.load_cert_from_memory(self.pem, xmlsec.KeyFormat.PEM)
        context.sign(node)
