"""People, and the addresses they had before."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cordata.kit.fields import PublicIdField


class UserManager(BaseUserManager["User"]):
    """Finds people by address, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person. Signs in by a code sent to the address; holds roles, each in a scope."""

    public_id = PublicIdField(prefix="per")
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=2, default="en")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="person_has_one_address_in_any_capitals"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """The name, for libraries that ask."""
        return self.name

    def has_perm(self, _perm: str, _obj: object = None) -> bool:
        """Never: Cordata asks ``rules``, not Django's permissions."""
        return False

    def has_module_perms(self, _label: str) -> bool:
        """Never, for the same reason."""
        return False


class OtherAddress(models.Model):
    """Another address of a person, from an account that was merged into this one.

    Codes may be asked for with it; letters go to the person's own address.
    """

    person = models.ForeignKey(User, models.CASCADE, related_name="other_addresses")
    email = models.EmailField(unique=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="other_address_belongs_to_one_person"),
        ]

    def __str__(self) -> str:
        return self.email
