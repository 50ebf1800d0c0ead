import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { projectFolder } from '../../server/src/platform/server-folder.ts'
import { competition } from './competition.ts'
import { type Measured, measure, measurePublished } from './measure.ts'
import { type MeasuredLarge, type MeasuredPipeline, measureLarge, measurePipeline } from './pipeline.ts'

/**
 * Measures how well monthly series are forecast: sMAPE over 18 months, and how many outcomes the interval of 80 % holds,
 * with what the entrants of the M3 competition sent beside it, recomputed in the same way.
 *
 *   npm run bench:forecast                   the reference series and pipeline, and 200,000 deals; writes bench/results/forecast.json
 *   npm run bench:forecast -- --data DIR     any folder with a m3_monthly_*.csv.gz; nothing is written
 */
const { values } = parseArgs({ options: { data: { type: 'string' } } })

const { series, published } = competition(values.data ?? referenceFolder())
const begun = performance.now()
const measured = measure(series)
const seconds = Math.round((performance.now() - begun) / 100) / 10
const entrants = measurePublished(series, published)

console.log(`${series.length} series, ${seconds} s`)
print([...measured, ...entrants])
if (!values.data) {
  const pipeline = await measurePipeline(join(referenceData(), '03-pipeline'))
  printPipeline(pipeline)
  const large = await measureLarge(200_000, 20_000)
  console.log(
    `\n${large.deals} deals, ${large.open} open: ${large.seconds} s after a night of ${large.nightSeconds} s, ${large.aboveIdleMb} MB;\n` +
      `${large.rollUpMs} ms for what people commit to, ${large.changesMs} ms for what changed in a week`,
  )
  write(pipeline, large)
}

function referenceFolder(): string {
  return join(referenceData(), '06-forecast')
}

function referenceData(): string {
  const folder = process.env.TENDERO_REFERENCE_DATA
  if (!folder) throw new Error('Set TENDERO_REFERENCE_DATA to the folder of the reference data, or give --data.')
  return folder
}

function printPipeline({ deals, expected, accuracy, coverage, seconds, nightSeconds }: MeasuredPipeline): void {
  const { asOf, mean, p10, p90 } = expected
  console.log(
    `\n${deals} deals as of ${asOf}: ${mean} in the next three months, eight times in ten from ${p10} to ${p90}`,
  )
  console.log(
    `${seconds} s after a night of ${nightSeconds} s; ${Math.round(100 * (coverage ?? 0))} % of trials within their bounds`,
  )
  console.log(`\n${'way'.padEnd(12)}trials   WAPE    bias   MASE`)
  for (const [way, found] of Object.entries(accuracy))
    if (found)
      console.log(
        `${way.padEnd(12)}${String(found.trials).padStart(6)}${percent(found.wape)}${percent(found.bias)}${(found.mase ?? Number.NaN).toFixed(2).padStart(7)}`,
      )
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1).padStart(6)}%`
}

function print(rows: readonly Measured[]): void {
  console.log(`\n${'method'.padEnd(30)} sMAPE  in the interval`)
  for (const { method, smape, covered } of rows.toSorted((one, other) => one.smape - other.smape)) {
    const held = covered === undefined ? '' : `${(100 * covered).toFixed(1).padStart(14)} %`
    console.log(`${method.padEnd(30)}${smape.toFixed(3).padStart(6)}${held}`)
  }
}

/** What other measurements put into the file stays. */
function write(pipeline: MeasuredPipeline, large: MeasuredLarge): void {
  const folder = join(projectFolder, 'bench', 'results')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'forecast.json')
  const before = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
  const results = { ...before, series: measured, published: entrants, seconds, pipeline, large }
  writeFileSync(path, `${JSON.stringify(results, null, 2)}\n`)
}
