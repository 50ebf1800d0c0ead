import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Refusal, requireNode, root, runScript, runTool } from './project.mjs'

/** What is built from which sources; beside them the lock file and this script count. */
const parts = [
  {
    name: 'server',
    sources: ['server/src', 'packages/model/src', 'server/package.json', 'packages/model/package.json'],
    goal: 'server/dist',
    exists: () => true,
    build: buildServer,
  },
  {
    name: 'web',
    sources: ['web', 'packages/model/src', 'packages/model/package.json'],
    goal: 'web/dist',
    exists: () => existsSync(join(root, 'web/index.html')),
    build: buildWeb,
  },
]

const workshop = join(root, '.tendero', `build-${process.pid}`)

/** Builds what is stale by the content of its sources, all parts at once. @returns the names of what was built. */
export async function buildStale({ all = false } = {}) {
  const stale = parts.filter((part) => part.exists() && (all || builtFrom(part) !== sourcesHash(part)))
  if (stale.length === 0) return []
  console.log(`Building ${stale.map(({ name }) => name).join(' and ')} …`)
  try {
    await Promise.all(stale.map(buildPart))
  } finally {
    rmSync(workshop, { recursive: true, force: true })
  }
  return stale.map(({ name }) => name)
}

/** Builds beside the goal and swaps, so that a build that was cut short is never run. */
async function buildPart(part) {
  const hash = sourcesHash(part)
  const unfinished = join(workshop, part.name)
  mkdirSync(unfinished, { recursive: true })
  await part.build(unfinished)
  writeFileSync(join(unfinished, '.built-from'), hash)
  const goal = join(root, part.goal)
  if (existsSync(goal)) renameSync(goal, `${unfinished}.old`)
  renameSync(unfinished, goal)
}

async function buildServer(goal) {
  const { build } = await import('rolldown')
  const output = {
    dir: goal,
    format: 'esm',
    sourcemap: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
  }
  const bundle = build({
    // The thread that estimates passwords begins with a file of its own.
    input: {
      main: join(root, 'server/src/main.ts'),
      'strength-worker': join(root, 'server/src/sign-in/strength-worker.js'),
    },
    cwd: root,
    platform: 'node',
    logLevel: 'warn',
    external: (id) => !id.startsWith('.') && !id.startsWith('/') && !id.startsWith('@tendero/'),
    output,
  })
  await bundle.catch((error) => {
    throw new Refusal(`${error.message}\nThe server could not be built.`)
  })
}

async function buildWeb(goal) {
  const words = ['build', 'web', '--outDir', goal, '--emptyOutDir', '--logLevel', 'warn']
  const { code, output } = await runTool('vite/bin/vite.js', words, { quiet: true })
  if (code !== 0) throw new Refusal(`${output.trim()}\nThe web application could not be built.`)
  if (output.trim()) console.log(output.trim())
}

function builtFrom({ goal }) {
  const file = join(root, goal, '.built-from')
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

function sourcesHash({ sources }) {
  const hash = createHash('sha256')
  for (const source of [...sources, 'package-lock.json', 'tsconfig.base.json', 'scripts/build.mjs']) {
    for (const file of filesOf(join(root, source))) {
      hash
        .update(`${relative(root, file)}\0`)
        .update(readFileSync(file))
        .update('\0')
    }
  }
  return hash.digest('hex')
}

/** The files below a path in a fixed order, without tests and what is built or installed. */
function filesOf(path) {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (['node_modules', 'dist'].includes(entry.name) || /\.test\.tsx?$/.test(entry.name)) return []
      const file = join(path, entry.name)
      return entry.isDirectory() ? filesOf(file) : [file]
    })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  requireNode()
  await runScript(() => buildStale({ all: true }))
}
