import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.Store;

/** PDFBox and BouncyCastle on many files in one JVM: root.pem FILE.pdf…, one line of answer for each file. */
public class SignatureCheck {
    private final X509Certificate root;

    private SignatureCheck(X509Certificate root) {
        this.root = root;
    }

    public static void main(String[] arguments) throws Exception {
        java.security.Security.addProvider(new BouncyCastleProvider());
        try (FileInputStream pem = new FileInputStream(arguments[0])) {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            SignatureCheck check = new SignatureCheck((X509Certificate) factory.generateCertificate(pem));
            for (String path : Arrays.asList(arguments).subList(1, arguments.length)) {
                System.out.println(check.answerFor(Path.of(path)));
            }
        }
    }

    private String answerFor(Path path) {
        int count = 0;
        try (PDDocument document = PDDocument.load(path.toFile())) {
            byte[] file = Files.readAllBytes(path);
            for (PDSignature signature : document.getSignatureDictionaries()) {
                verify(signature, file);
                count++;
            }
            return "valid " + count + " " + document.getNumberOfPages();
        } catch (Exception | LinkageError reason) {
            return "faulty " + count + " " + String.valueOf(reason).replaceAll("\\s+", " ");
        }
    }

    private void verify(PDSignature signature, byte[] file) throws Exception {
        byte[] contents = signature.getContents(new ByteArrayInputStream(file));
        byte[] covered = signature.getSignedContent(new ByteArrayInputStream(file));
        if ("ETSI.RFC3161".equals(signature.getSubFilter())) {
            requireToken(new TimeStampToken(new CMSSignedData(contents)), covered);
            return;
        }
        CMSSignedData data = new CMSSignedData(new CMSProcessableByteArray(covered), contents);
        SignerInformation signer = data.getSignerInfos().getSigners().iterator().next();
        TimeStampToken token = tokenOf(signer);
        requireToken(token, signer.getSignature());
        requireSigner(signer, data.getCertificates(), token.getTimeStampInfo().getGenTime());
    }

    private static TimeStampToken tokenOf(SignerInformation signer) throws Exception {
        Attribute stamp = signer.getUnsignedAttributes().get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
        return new TimeStampToken(new CMSSignedData(stamp.getAttrValues().getObjectAt(0).toASN1Primitive().getEncoded()));
    }

    private void requireToken(TimeStampToken token, byte[] stamped) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(stamped);
        if (!Arrays.equals(digest, token.getTimeStampInfo().getMessageImprintDigest())) {
            throw new IllegalStateException("the token stamps other bytes");
        }
        X509CertificateHolder holder = (X509CertificateHolder) token.getCertificates().getMatches(token.getSID()).iterator().next();
        token.validate(new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(holder));
        requireChain(holder, token.getCertificates(), token.getTimeStampInfo().getGenTime());
    }

    private void requireSigner(SignerInformation signer, Store<X509CertificateHolder> store, Date at) throws Exception {
        @SuppressWarnings("unchecked")
        Collection<X509CertificateHolder> found = store.getMatches(signer.getSID());
        X509CertificateHolder holder = found.iterator().next();
        if (!signer.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(holder))) {
            throw new IllegalStateException("the signature is not over these bytes");
        }
        requireChain(holder, store, at);
    }

    private void requireChain(X509CertificateHolder of, Store<X509CertificateHolder> store, Date at) throws Exception {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> known = new ArrayList<>();
        for (X509CertificateHolder one : store.getMatches(null)) {
            known.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(one.getEncoded())));
        }
        X509CertSelector wanted = new X509CertSelector();
        wanted.setCertificate((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(of.getEncoded())));
        PKIXBuilderParameters how = new PKIXBuilderParameters(Set.of(new TrustAnchor(root, null)), wanted);
        how.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
        how.setRevocationEnabled(false);
        how.setDate(at);
        CertPathBuilder.getInstance("PKIX").build(how);
    }
}
