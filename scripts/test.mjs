// npm test: gets what the tests need, runs every check and suite, and ends with one line `N passed, N failed`.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { buildStale } from './build.mjs'
import { runChecks } from './check.mjs'
import { ensureChromium } from './chromium.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { requireNode, root, runScript, runTool } from './project.mjs'

requireNode()
await runScript(async () => {
  await ensureDependencies({ development: true })
  const chromium = await ensureChromium()
  await buildStale()
  const results = [await runChecks(), await runSuites('all suites', [], { TENDERO_CHROMIUM: chromium })]
  if (existsSync('/usr/lib/postgresql/15/bin/postgres')) {
    results.push(
      await runSuites('database suites on PostgreSQL 15', ['--project', 'server'], { TENDERO_TEST_POSTGRES: '15' }),
    )
  } else {
    console.log('\nLeft out: the database suites on PostgreSQL 15, which is not installed (postgresql-15).')
  }
  const failures = results.flatMap((result) => result.failures)
  if (failures.length > 0) console.log(`\nFailed:\n${failures.join('\n')}`)
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
  process.exitCode = sum('failed') > 0 ? 1 : 0
})

/** Runs suites with vitest. A file that cannot run and an error outside of any test count as failed. */
async function runSuites(title, words, environment) {
  console.log(`\n${title}`)
  const folder = mkdtempSync(join(tmpdir(), 'tendero-report-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const env = { ...process.env, ...environment }
  const { code } = await runTool('vitest/vitest.mjs', ['run', ...reporters, ...words], { env })
  const files = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : []
  rmSync(folder, { recursive: true })
  const tests = files.flatMap(({ assertionResults }) => assertionResults)
  const count = (status) => tests.filter((test) => test.status === status).length
  const broken = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  )
  tellLeftOut(files)
  const failures = [...tests.filter(({ status }) => status === 'failed').map(failureOf), ...broken.map(breakageOf)]
  if (code !== 0 && failures.length === 0) failures.push(`  ${title}: ended with code ${code}; see above`)
  return { passed: count('passed'), failed: failures.length, failures }
}

function failureOf({ fullName, failureMessages }) {
  return `  ${fullName}\n${indented(failureMessages.join('\n'))}`
}

function breakageOf({ name, message }) {
  return `  ${relative(root, name)}\n${indented(message ?? '')}`
}

/** The first lines of a failure: what was expected, and where. */
function indented(text) {
  return text
    .split('\n')
    .slice(0, 12)
    .map((line) => `      ${line}`)
    .join('\n')
}

function tellLeftOut(files) {
  const left = files.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ fullName }) => `  ${relative(root, name)}: ${fullName}`),
  )
  if (left.length === 0) return
  const hint = process.env.TENDERO_REFERENCE_DATA
    ? ''
    : ' (what reads the reference data wants TENDERO_REFERENCE_DATA set)'
  console.log(`Left out${hint}:\n${left.join('\n')}`)
}
