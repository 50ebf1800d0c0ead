import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { projectFolder } from '../server/src/platform/server-folder.ts'

interface Chunk {
  readonly file: string
  readonly src?: string
  readonly isEntry?: boolean
  readonly imports?: readonly string[]
}

/**
 * JavaScript, gzipped kB, that a page needs: its route's chunks with all they import. Sign-in and Today are whole
 * pages; further routes are what they add to Today's. One language is counted.
 */
export function scriptSizes(): Record<string, number> {
  const folder = join(projectFolder, 'web/dist')
  const file = join(folder, '.vite/manifest.json')
  if (!existsSync(file)) return {}
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Chunk>
  const closure = (keys: readonly string[]): ReadonlySet<string> => {
    const reached = new Set<string>()
    const visit = (key: string) => {
      if (reached.has(key)) return
      reached.add(key)
      for (const one of manifest[key]?.imports ?? []) visit(one)
    }
    for (const key of keys) visit(key)
    return reached
  }
  const size = (keys: Iterable<string>) => {
    const files = new Set([...keys].map((key) => manifest[key]?.file).filter((name) => name?.endsWith('.js')))
    return Math.round(
      [...files].reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, String(name)))).length, 0) / 1_000,
    )
  }
  const entry = Object.keys(manifest).filter((key) => manifest[key]?.isEntry)
  const language = Object.keys(manifest).filter((key) => /i18n\/es\.ts$/.test(key))
  const shell = closure([...entry, ...language])
  const sizes: Record<string, number> = {}
  const today = closure([
    ...shell,
    ...Object.keys(manifest).filter((key) => /today\/.*page\.tsx$/.test(key)),
    ...Object.keys(manifest).filter((key) => /design\/shell\.tsx$/.test(key)),
  ])
  for (const [key, chunk] of Object.entries(manifest)) {
    if (!chunk.src || !/\.tsx$/.test(chunk.src) || chunk.isEntry) continue
    const name = chunk.src.replace(/^src\//, '').replace(/\.tsx$/, '')
    const own = closure([key])
    sizes[name] =
      /sign-in|welcome|invitation/.test(name) || /today/.test(name)
        ? size([...shell, ...own])
        : size([...own].filter((one) => !today.has(one)))
  }
  return sizes
}
