"""What a stranger needs to check our own signed PDFs without us: signatures cut out, certificates, papers."""

from adapters.proof.answers import CutSignature, SignedPdf
from adapters.proof.explanation import explanation
from adapters.proof.material import Material, material_in
from adapters.proof.reading import read_signed

__all__ = ["CutSignature", "Material", "SignedPdf", "explanation", "material_in", "read_signed"]
