import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { projectFolder } from '../../server/src/platform/server-folder.ts'
import { type Measured, measure } from './measure.ts'
import { measureScan, writeScan } from './scan.ts'
import { type Labelled, labelledFile, referenceSets } from './sets.ts'

/**
 * Measures how well duplicates are found, on public data whose truth is known: precision, recall and F1 of pairs. One
 * configuration for persons, one for companies; weights are learned from each set without its truth.
 *
 *   npm run bench:dedupe                                  the reference sets; writes bench/results/dedupe.json
 *   npm run bench:dedupe -- --data FILE --truth COLUMN    any file of persons or companies
 *   npm run bench:dedupe -- --scan 250000                 what a scan of so many contacts costs, and a check of one
 */
const { values } = parseArgs({
  options: { data: { type: 'string' }, truth: { type: 'string' }, scan: { type: 'string' } },
})

if (values.scan) {
  const measured = await measureScan(Number(values.scan))
  console.log(measured)
  writeScan(measured)
  process.exit(0)
}

const results: Measured[] = []
for (const set of wanted()) results.push(measure(set))
print(results)
if (!values.data) write(results)

function wanted(): readonly Labelled[] {
  if (values.data) {
    if (!values.truth) throw new Error('Say which column tells the same ones: --truth COLUMN')
    return [labelledFile(basename(values.data), values.data, values.truth)]
  }
  const folder = process.env.TENDERO_REFERENCE_DATA
  if (!folder)
    throw new Error('Set TENDERO_REFERENCE_DATA to the folder of the reference data, or give --data and --truth.')
  return referenceSets(join(folder, '10-dedupe'))
}

function print(rows: readonly Measured[]): void {
  console.log(`${'set'.padEnd(26)}${'kind'.padEnd(12)}records  precision  recall      F1  seconds`)
  for (const { set, kind, records, precision, recall, f1, seconds } of rows)
    console.log(
      `${set.padEnd(26)}${kind.padEnd(12)}${String(records).padStart(7)}${precision.toFixed(4).padStart(11)}${recall.toFixed(4).padStart(8)}${f1.toFixed(4).padStart(8)}${seconds.toFixed(1).padStart(9)}`,
    )
}

function write(rows: readonly Measured[]): void {
  const folder = join(projectFolder, 'bench', 'results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'dedupe.json'), `${JSON.stringify(rows, null, 2)}\n`)
}
