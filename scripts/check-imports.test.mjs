import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { checkImports } from './check-imports.mjs'
import { root } from './project.mjs'

const folders = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

/** A project in which every import is allowed. */
const sound = {
  'packages/model/src/index.ts': "export * from './money.ts'",
  'packages/model/src/money.ts': "import { z } from 'zod'",
  'web/src/main.tsx':
    "import { m } from '@tendero/model'; import './main.css'; import App from './app'; import 'react'",
  'web/src/app.tsx': "import { m } from '@tendero/model/money'",
  'server/src/main.ts': "import { start } from './commands/start.ts'",
  'server/src/commands/start.ts': "import { app } from '../http/app.ts'; import { sales } from '../sales/index.ts'",
  'server/src/slices.ts': "import { sales } from './sales/index.ts'",
  'server/src/http/app.ts': "import { slices } from '../slices.ts'; import '../derive/rest.ts'; import 'hono'",
  'server/src/derive/rest.ts': "import { action } from '../kernel/action.ts'",
  'server/src/kernel/action.ts': "import { m } from '@tendero/model'; import '../platform/log.ts'; import 'node:fs'",
  'server/src/platform/log.ts': "import 'pino'",
  'server/src/sales/index.ts': "export { win } from './win.action.ts'; export * from './remind.job.ts'",
  'server/src/sales/win.action.ts': "import './deals.sql.ts'; import './odds.ts'; import '../customers/index.ts'",
  'server/src/sales/remind.job.ts': "import '../derive/rest.ts'",
  'server/src/sales/deals.sql.ts': "import './odds.ts'; import '../kernel/action.ts'",
  'server/src/sales/odds.ts': "import type { Deal } from './deal.ts'",
  'server/src/sales/deal.ts': "// import '../http/app.ts'\nexport const text = \"import '../http/app.ts'\"",
  'server/src/sales/odds.test.ts': "import './odds.ts'; import '../main.ts'; import '../../test/world.ts'",
  'server/src/customers/index.ts': "export { merge } from './merge.action.ts'",
  'server/src/customers/merge.action.ts': '',
  'server/test/world.ts': '',
}

async function violationsOf(changes) {
  const folder = mkdtempSync(join(tmpdir(), 'tendero-imports-'))
  folders.push(folder)
  for (const [name, text] of Object.entries({ ...sound, ...changes })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return (await checkImports(folder)).violations
}

test('a project whose imports point down has no violation', async () => {
  expect(await violationsOf({})).toEqual([])
})

test.each([
  [
    'model → server',
    'packages/model/src/money.ts',
    "import '../../../server/src/main.ts'",
    'model stands above model alone',
  ],
  ['model → web package', 'packages/model/src/money.ts', "import '@tendero/web'", 'model stands above model alone'],
  [
    'model → node',
    'packages/model/src/money.ts',
    "import { readFileSync } from 'node:fs'",
    'neither Node, React nor SQL',
  ],
  [
    'model → react',
    'packages/model/src/money.ts',
    "import type { ReactNode } from 'react'",
    'neither Node, React nor SQL',
  ],
  ['model → pg', 'packages/model/src/money.ts', "export { Client } from 'pg'", 'neither Node, React nor SQL'],
  ['web → server', 'web/src/app.tsx', "import '../../server/src/kernel/action.ts'", 'web stands above model alone'],
  ['web → node', 'web/src/app.tsx', "const fs = await import('node:fs')", 'web runs in the browser'],
  [
    'server → web',
    'server/src/kernel/action.ts',
    "import '../../../web/src/app.tsx'",
    'server stands above model alone',
  ],
  ['server → react', 'server/src/kernel/action.ts', "import 'react'", 'server knows no React'],
  ['assembly → http', 'server/src/slices.ts', "import './http/app.ts'", 'http stands above assembly'],
  ['kernel → slice', 'server/src/kernel/action.ts', "import '../customers/index.ts'", 'stands above kernel'],
  [
    'kernel → derive',
    'server/src/kernel/action.ts',
    "import type { A } from '../derive/rest.ts'",
    'derive stands above kernel',
  ],
  [
    'kernel → http',
    'server/src/kernel/action.ts',
    "type App = import('../http/app.ts').App",
    'http stands above kernel',
  ],
  ['platform → kernel', 'server/src/platform/log.ts', "import '../kernel/action.ts'", 'kernel stands above platform'],
  ['derive → slice', 'server/src/derive/rest.ts', "import '../customers/index.ts'", 'stands above derive'],
  [
    'http → inside of a slice',
    'server/src/http/app.ts',
    "import '../sales/win.action.ts'",
    'sales is reached by its index.ts alone',
  ],
  [
    'command → inside of a slice',
    'server/src/commands/start.ts',
    "import '../sales/odds.ts'",
    'reached by its index.ts alone',
  ],
  [
    'slice → inside of a slice',
    'server/src/sales/odds.ts',
    "import '../customers/merge.action.ts'",
    'customers is reached by its',
  ],
  ['slice → http', 'server/src/sales/odds.ts', "import '../http/app.ts'", 'http stands above a rule of slice sales'],
  [
    'slice → command',
    'server/src/sales/index.ts',
    "import '../commands/start.ts'",
    'commands stands above index.ts of slice sales',
  ],
  [
    'rule → action',
    'server/src/sales/odds.ts',
    "const x = require('./win.action.ts')",
    'an action or job of slice sales stands above',
  ],
  [
    'query → job',
    'server/src/sales/deals.sql.ts',
    "export * from './remind.job.ts'",
    'an action or job of slice sales stands above',
  ],
  [
    'action → own index',
    'server/src/sales/win.action.ts',
    "import './index.ts'",
    'index.ts of slice sales stands above',
  ],
  ['rule → query', 'server/src/sales/deal.ts', "import './deals.sql.ts'", 'a rule is pure'],
  ['module → test', 'server/src/sales/odds.ts', "import '../../test/world.ts'", 'only tests import tests'],
  ['missing module', 'server/src/sales/odds.ts', "import './gone.ts'", 'there is no such module'],
  ['not TypeScript', 'server/src/sales/odds.ts', 'import {', 'cannot be parsed'],
])('finds %s', async (_name, file, text, why) => {
  const violations = await violationsOf({ [file]: text })
  expect(violations.filter((line) => line.startsWith(file) && line.includes(why))).toHaveLength(1)
})

const goRound = (violations) => violations.filter((line) => line.includes('go round'))

test('finds imports that go round in one folder', async () => {
  const value = "import { odds } from './odds.ts'; import { deal } from './deal.ts'"
  expect(goRound(await violationsOf({ 'server/src/sales/odds.ts': value }))).toHaveLength(1)
  expect(
    goRound(
      await violationsOf({
        'server/src/sales/odds.ts': "import { deal } from './deal.ts'",
        'server/src/sales/deal.ts': "import { odds } from './odds.ts'",
      }),
    ),
  ).toHaveLength(1)
})

test('finds imports that go round through two slices, by types too', async () => {
  for (const kind of ['import', 'import type'])
    expect(
      goRound(
        await violationsOf({ 'server/src/customers/merge.action.ts': `${kind} { sales } from '../sales/index.ts'` }),
      ),
    ).toHaveLength(1)
})

test('the interfaces of one folder may know each other', async () => {
  expect(await violationsOf({ 'server/src/sales/deal.ts': "import type { Odds } from './odds.ts'" })).toEqual([])
})

test('the project itself points down', async () => {
  const { modules, violations } = await checkImports(root)
  expect(violations).toEqual([])
  expect(modules).toBeGreaterThan(20)
})
