import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin, type Rolldown } from 'vite'
// By its file: what configures the build cannot load a package in TypeScript.
import { languages } from '../../packages/model/src/translated.ts'
import type { Program } from './program.ts'

type Bundle = Rolldown.OutputBundle
type Chunk = Rolldown.OutputChunk

const source = fileURLToPath(new URL('./service-worker.ts', import.meta.url))

/** Pages that are of no use without a network. */
const online = /\/web\/src\/(api-docs|settings|import|analysis|reports|forecast|sign-in)\//
const wordsOf = new RegExp(`/(?:words|i18n|locale)/(${languages.join('|')})\\.(?:ts|js)$`)
/** The alphabets of the languages that are spoken. */
const font = /inter-latin(?:-ext)?-[^/]*\.woff2$/

/** Builds the service worker when the program is built: it names the files of that build. */
export function serviceWorker(): Plugin {
  let program: Program
  let outDir: string
  return {
    name: 'tendero-service-worker',
    apply: 'build',
    configResolved({ root, build: { outDir: folder } }) {
      outDir = fileURLToPath(new URL(folder, `file://${root}/`))
    },
    generateBundle: {
      // Chunks that hold styles alone are gone by then.
      order: 'post',
      handler(_, bundle) {
        program = programOf(bundle)
      },
    },
    async closeBundle() {
      // It is installed with all of them or not at all.
      const missing = [...program.files, ...Object.values(program.words).flat()].find(
        (name) => !existsSync(join(outDir, name)),
      )
      if (missing) throw new Error(`the service worker names ${missing}, which was not built`)
      await build({
        configFile: false,
        logLevel: 'warn',
        define: { builtProgram: JSON.stringify(program) },
        build: {
          outDir,
          emptyOutDir: false,
          copyPublicDir: false,
          target: 'es2023',
          rolldownOptions: { input: source, output: { format: 'iife', entryFileNames: 'sw.js' } },
        },
      })
    },
  }
}

function programOf(bundle: Bundle): Program {
  const chunks = Object.values(bundle).filter((one): one is Chunk => one.type === 'chunk')
  const entry = chunks.find(({ isEntry }) => isEntry)
  if (!entry) throw new Error('nothing was built')
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
  const core = reachedFrom(byName, [entry], (chunk) => !isLeftOut(chunk))
  const named = new Map(chunks.flatMap((chunk) => ownLanguage(chunk).map((language) => [chunk, language] as const)))
  const reachable = new Set([...core].flatMap(({ dynamicImports }) => dynamicImports))
  const words = Object.fromEntries(
    languages.map((language) => {
      const first = [...named].flatMap(([chunk, of]) => (of === language && reachable.has(chunk.fileName) ? chunk : []))
      return [language, pathsOf([...reachedFrom(byName, first, () => false)].filter((chunk) => !core.has(chunk)))]
    }),
  )
  const fonts = Object.keys(bundle).filter((name) => font.test(name))
  const files = [...pathsOf([...core]), ...fonts.map((name) => `/${name}`)]
  const version = createHash('sha256')
    .update(JSON.stringify([files, words]))
    .digest('hex')
    .slice(0, 12)
  return { version, entry: `/${entry.fileName}`, files, words }
}

/** Chunks with all that they import, and what they load later as far as it is wanted. */
function reachedFrom(
  byName: ReadonlyMap<string, Chunk>,
  first: readonly Chunk[],
  isWanted: (chunk: Chunk) => boolean,
): ReadonlySet<Chunk> {
  const reached = new Set<Chunk>()
  const ahead = [...first]
  for (let chunk = ahead.pop(); chunk; chunk = ahead.pop()) {
    if (reached.has(chunk)) continue
    reached.add(chunk)
    const later = chunk.dynamicImports.flatMap((name) => byName.get(name) ?? []).filter(isWanted)
    ahead.push(...chunk.imports.flatMap((name) => byName.get(name) ?? []), ...later)
  }
  return reached
}

function isLeftOut(chunk: Chunk): boolean {
  return online.test(chunk.facadeModuleId ?? '') || ownLanguage(chunk).length > 0
}

/** The language whose words a chunk holds, as a list of none or one. */
function ownLanguage({ facadeModuleId }: Chunk): readonly string[] {
  return wordsOf.exec(facadeModuleId ?? '')?.slice(1) ?? []
}

function pathsOf(chunks: readonly Chunk[]): readonly string[] {
  const styles = chunks.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])])
  return [...new Set([...chunks.map(({ fileName }) => fileName), ...styles])].sort().map((name) => `/${name}`)
}
