// node benchmarks/libpdf.mjs PDF P12 PASSWORD ROUNDS: milliseconds of each B-B signature, signer made once.
import { readFileSync } from "node:fs";
import { PDF, P12Signer } from "@libpdf/core";

const [pdf, p12, password, rounds] = process.argv.slice(2);
const bytes = new Uint8Array(readFileSync(pdf));
const signer = await P12Signer.create(new Uint8Array(readFileSync(p12)), password);
const spent = [];
let size = 0;
for (let round = 0; round < Number(rounds) + 3; round += 1) {
  const began = performance.now();
  const document = await PDF.load(bytes);
  const { bytes: signed } = await document.sign({ signer, reason: "benchmark", level: "B-B" });
  spent.push(performance.now() - began);
  size = signed.length;
}
process.stdout.write(JSON.stringify({ spent: spent.slice(3), size }));
