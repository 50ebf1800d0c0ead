// Checks that imports point down and never round, by the layers of ARCHITECTURE.md. It parses every module, so an
// import in a string or comment does not count, and one in a type does.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './project.mjs'

/**
 * Reads all modules of a project.
 * @returns {Promise<{ modules: number, violations: string[] }>} one line per violation: file:line, what, why
 */
export async function checkImports(folder) {
  const { parseSync } = await import('oxc-parser')
  const modules = sourceFolders.flatMap((source) => modulesOf(folder, source))
  const violations = []
  const graph = new Map()
  for (const file of modules) {
    const { imports, errors } = importsOf(parseSync, folder, file)
    for (const message of errors) violations.push(`${file}: cannot be parsed: ${message}`)
    const edges = imports.map((entry) => ({ ...entry, target: resolveImport(folder, file, entry.specifier) }))
    for (const edge of edges) {
      const why = forbidden(file, edge, folder)
      if (why) violations.push(`${file}:${edge.line} imports ${edge.specifier}: ${why}`)
    }
    graph.set(file, edges)
  }
  violations.push(...rings(graph).map((ring) => `${ring[0]}: imports go round: ${[...ring, ring[0]].join(' → ')}`))
  return { modules: modules.length, violations }
}

const sourceFolders = ['packages/model/src', 'server/src', 'web/src']

/** Folders of server/src that are no slice. */
const floors = ['commands', 'http', 'derive', 'formats', 'kernel', 'platform']

/**
 * Height of each layer of the server; a module imports its own height or below, as the rules in `forbidden` allow.
 * Assembly is what puts the slices together for all processes: the modules of server/src beside the two of main.
 */
const heights = {
  main: 9,
  commands: 8,
  http: 7,
  assembly: 6,
  index: 5,
  action: 4,
  sql: 3,
  rule: 3,
  derive: 2,
  formats: 2,
  kernel: 1,
  platform: 0,
}

const isTest = (file) => /\.(test|story)\.tsx?$/.test(file) || file.startsWith('server/test/')

/** Where a module stands: its package, and in the server its layer and slice. */
function placeOf(file) {
  if (file.startsWith('packages/model/')) return { part: 'model' }
  if (file.startsWith('web/')) return { part: 'web' }
  const [first, ...rest] = file.replace(/^server\/src\//, '').split('/')
  if (rest.length === 0) return { part: 'server', layer: /^(main|command-line)\./.test(first) ? 'main' : 'assembly' }
  if (floors.includes(first)) return { part: 'server', layer: first }
  return { part: 'server', layer: sliceLayer(rest), slice: first }
}

function sliceLayer(path) {
  if (path.length === 1 && path[0] === 'index.ts') return 'index'
  const suffix = /\.(action|job|sql)\.ts$/.exec(path.at(-1) ?? '')?.[1]
  return suffix === 'sql' ? 'sql' : suffix ? 'action' : 'rule'
}

/** Why an import is not allowed, or undefined. Tests may import everything; nothing else may import a test. */
function forbidden(file, { specifier, target, typeOnly }, folder) {
  if (isTest(file)) return undefined
  const from = placeOf(file)
  if (target === undefined) return forbiddenPackage(from.part, specifier)
  if (!existsSync(join(folder, target))) return 'there is no such module'
  if (isTest(target)) return 'only tests import tests'
  const to = placeOf(target)
  if (to.part !== from.part) return to.part === 'model' ? undefined : `${from.part} stands above model alone`
  return from.part === 'server' ? forbiddenInServer(from, to, typeOnly) : undefined
}

function forbiddenPackage(part, specifier) {
  const name = specifier.startsWith('@') ? specifier.split('/').slice(0, 2).join('/') : specifier.split('/')[0]
  const isNode = specifier.startsWith('node:')
  const isReact = /^(react|react-dom|@mantine\/.*|@tanstack\/.*)$/.test(name)
  if (name === '@tendero/server' || name === '@tendero/web') return `${part} stands above model alone`
  if (part === 'model' && (isNode || isReact || name === 'pg')) return 'model knows neither Node, React nor SQL'
  if (part === 'web' && (isNode || name === 'pg')) return 'web runs in the browser'
  if (part === 'server' && isReact) return 'server knows no React'
  return undefined
}

function forbiddenInServer(from, to, typeOnly) {
  if (to.slice && to.slice !== from.slice && to.layer !== 'index')
    return `slice ${to.slice} is reached by its index.ts alone`
  if (to.slice && to.slice !== from.slice && from.slice) return undefined
  if (heights[to.layer] > heights[from.layer]) return `${nameOf(to)} stands above ${nameOf(from)}`
  if (from.layer === 'rule' && to.layer === 'sql' && !typeOnly) return 'a rule is pure and reads no database'
  return undefined
}

const layerNames = { index: 'index.ts', action: 'an action or job', sql: 'a query', rule: 'a rule' }

const nameOf = ({ layer, slice }) => (slice ? `${layerNames[layer]} of slice ${slice}` : layer)

/** Every import of a module: static, dynamic, re-exported, in a type, by require. */
function importsOf(parseSync, folder, file) {
  const text = readFileSync(join(folder, file), 'utf8')
  const { program, errors } = parseSync(file, text, { sourceType: 'module' })
  const imports = []
  const add = (source, typeOnly) => {
    if (typeof source?.value !== 'string') return
    const line = text.slice(0, source.start).split('\n').length
    imports.push({ specifier: source.value, line, typeOnly })
  }
  walk(program, (node) => {
    switch (node.type) {
      case 'ImportDeclaration':
        return add(node.source, node.importKind === 'type' || allTypes(node.specifiers, 'importKind'))
      case 'ExportNamedDeclaration':
        return add(node.source, node.exportKind === 'type' || allTypes(node.specifiers, 'exportKind'))
      case 'ExportAllDeclaration':
        return add(node.source, node.exportKind === 'type')
      case 'ImportExpression':
        return add(node.source, false)
      case 'TSImportType':
        return add(node.source ?? node.argument?.literal ?? node.argument, true)
      case 'TSExternalModuleReference':
        return add(node.expression, false)
      case 'CallExpression':
        return node.callee.name === 'require' ? add(node.arguments[0], false) : undefined
    }
  })
  return { imports, errors: errors.map(({ message }) => message) }
}

function allTypes(specifiers, kind) {
  return specifiers?.length > 0 && specifiers.every((specifier) => specifier[kind] === 'type')
}

function walk(node, visit) {
  if (Array.isArray(node)) {
    for (const child of node) walk(child, visit)
  } else if (node && typeof node === 'object') {
    if (typeof node.type === 'string') visit(node)
    for (const child of Object.values(node)) walk(child, visit)
  }
}

/** The project's file that an import means, relative to the project; undefined for a package. */
function resolveImport(folder, file, specifier) {
  if (specifier === '@tendero/model') return 'packages/model/src/index.ts'
  if (specifier.startsWith('@tendero/model/'))
    return `packages/model/src/${specifier.slice('@tendero/model/'.length)}.ts`
  if (!specifier.startsWith('.') || /\.(css|json|svg|png)(\?.*)?$/.test(specifier)) return undefined
  const path = resolve(folder, dirname(file), specifier)
  const found = ['', '.ts', '.tsx', '/index.ts', '/index.tsx'].find(
    (end) => /\.\w+$/.test(path + end) && existsSync(path + end),
  )
  return relative(folder, path + (found ?? ''))
    .split(sep)
    .join('/')
}

function modulesOf(folder, source) {
  if (!existsSync(join(folder, source))) return []
  return readdirSync(join(folder, source), { withFileTypes: true }).flatMap((entry) => {
    const path = `${source}/${entry.name}`
    if (entry.isDirectory()) return modulesOf(folder, path)
    return /\.tsx?$/.test(entry.name) ? [path] : []
  })
}

/**
 * Rings of imports that run, and rings across folders even if they are of types: the interfaces of one folder may know
 * each other, since types are gone when the program runs.
 */
function rings(graph) {
  const targets = (edges, wanted) => edges.filter((edge) => edge.target && wanted(edge)).map(({ target }) => target)
  const view = (wanted) => new Map([...graph].map(([file, edges]) => [file, targets(edges, wanted)]))
  const running = cycles(view(({ typeOnly }) => !typeOnly))
  const across = cycles(view(() => true)).filter((ring) => new Set(ring.map((file) => dirname(file))).size > 1)
  return [...running, ...across.filter((ring) => !running.some((known) => known.every((file) => ring.includes(file))))]
}

/** The rings of a graph, each once: Tarjan's strongly connected components, and modules that import themselves. */
function cycles(graph) {
  const order = new Map()
  const low = new Map()
  const stack = []
  const rings = []
  const visit = (node) => {
    order.set(node, order.size)
    low.set(node, order.get(node))
    stack.push(node)
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) visit(next)
      if (stack.includes(next)) low.set(node, Math.min(low.get(node), low.get(next)))
    }
    if (low.get(node) !== order.get(node)) return
    const ring = stack.splice(stack.indexOf(node))
    if (ring.length > 1 || graph.get(node)?.includes(node)) rings.push(ring)
  }
  for (const node of graph.keys()) if (!order.has(node)) visit(node)
  return rings
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { modules, violations } = await checkImports(root)
  for (const violation of violations) console.error(violation)
  console.log(`${modules} modules read, ${violations.length} imports that point up or go round.`)
  process.exit(violations.length > 0 || modules === 0 ? 1 : 0)
}
