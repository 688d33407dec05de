// node benchmarks/libpdf.mjs PDF P12 PASSWORD: for each line "N" read, sign B-B N times with one signer and
// answer the milliseconds of CPU of each (user and system, all threads of this process), as JSON.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { PDF, P12Signer } from "@libpdf/core";

const [pdf, p12, password] = process.argv.slice(2);
const bytes = new Uint8Array(readFileSync(pdf));
const signer = await P12Signer.create(new Uint8Array(readFileSync(p12)), password);
for await (const line of createInterface({ input: process.stdin })) {
  const spent = [];
  for (let round = 0; round < Number(line); round += 1) {
    const began = process.cpuUsage();
    const document = await PDF.load(bytes);
    await document.sign({ signer, reason: "benchmark", level: "B-B" });
    const used = process.cpuUsage(began);
    spent.push((used.user + used.system) / 1000);
  }
  process.stdout.write(`${JSON.stringify(spent)}\n`);
}
