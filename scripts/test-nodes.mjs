// npm run test:nodes: installs each supported Node in a temporary folder and runs the program with it. Not part of
// npm test: it downloads four Nodes, 126 MB each.
import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildStale } from './build.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { Refusal, requireNode, root, run, runScript } from './project.mjs'

const versions = process.argv.length > 2 ? process.argv.slice(2) : ['20', '22', '24', '26']

requireNode()
await runScript(async () => {
  await ensureDependencies()
  await buildStale()
  const folder = mkdtempSync(join(tmpdir(), 'tendero-nodes-'))
  chmodSync(folder, 0o711)
  let failed = 0
  try {
    for (const version of versions) {
      const failure = await testNode(version, join(folder, version)).catch((error) => error.message)
      if (failure) failed++
      console.log(failure ? `FAILED  Node ${version}: ${failure}` : `ok      Node ${version}`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  console.log(`${versions.length - failed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
})

/** Starts on an empty folder, looks around, ends it, and starts once more. @returns what went wrong, or undefined. */
async function testNode(version, folder) {
  const node = await installNode(version, folder)
  const { output: itsVersion } = await run(node, ['--version'], { quiet: true })
  if (!itsVersion.startsWith(`v${version}`)) return `the Node that was installed is ${itsVersion.trim()}`
  const environment = {
    ...process.env,
    PATH: `${dirname(node)}:${process.env.PATH}`,
    PORT: '0',
    TENDERO_DATA: join(folder, 'data'),
  }
  for (const start of ['on an empty folder', 'once more']) {
    const failure = await startAndLook(node, environment)
    if (failure) return `start ${start}: ${failure}`
  }
  const doctor = await run(node, ['bin/tendero.mjs', 'doctor'], { quiet: true, env: { ...environment, PORT: '3000' } })
  return /^problem {2}(?!port)/m.test(doctor.output) ? doctor.output.trim() : undefined
}

async function installNode(version, folder) {
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, allowScripts: { node: true } }))
  const words = ['install', '--prefix', folder, '--no-audit', '--no-fund', `node@${version}`]
  const { code, output } = await run('npm', words, { quiet: true })
  const node = join(folder, 'node_modules', 'node', 'bin', 'node')
  if (code === 0 && existsSync(node)) return node
  throw new Refusal(`node@${version} could not be installed: ${output.trim()}`)
}

async function startAndLook(node, environment) {
  const child = spawn(node, ['scripts/start.mjs', '--empty'], { cwd: root, env: environment })
  const lines = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => lines.push(chunk.toString()))
  const ended = new Promise((resolve) => child.once('close', resolve))
  try {
    const address = await addressTold(child, lines)
    if (!address) return lines.join('').trim() || 'it told no address'
    const health = await fetch(`${address}/health`)
    const page = await fetch(`${address}/`)
    await page.text()
    if (health.status !== 200) return `/health answers ${health.status}`
    if (page.status >= 500) return `/ answers ${page.status}`
    child.kill('SIGTERM')
    const code = await Promise.race([ended, sleep(15_000, 'not at all')])
    return code === 0 ? undefined : `SIGTERM ended it with ${code}: ${lines.join('').trim()}`
  } finally {
    if (child.exitCode === null) child.kill('SIGKILL')
  }
}

async function addressTold(child, lines) {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(20)) {
    const address = /http:\/\/[\w.]+:\d+/.exec(lines.join(''))?.[0]
    if (address || child.exitCode !== null) return address
  }
  return undefined
}
