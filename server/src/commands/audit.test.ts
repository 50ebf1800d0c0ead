import { expect, test } from 'vitest'
import { bundled } from '../../test/bundle.ts'
import { startProgram } from '../../test/program.ts'
import { suiteFolder } from '../../test/suite-folder.ts'
import { openWorld } from '../../test/world.ts'
import { sealAll } from '../audit/seal.job.ts'

const folder = suiteFolder()
const [main, world] = await Promise.all([bundled('src/main.ts'), openWorld()])

async function tendero(...words: string[]): Promise<[number | null, string]> {
  const program = startProgram(main, words, { DATABASE_URL: world.ownerUrl, TENDERO_DATA: folder, PORT: '3998' })
  return [await program.ended, program.lines.join('\n')]
}

const here = ['--workspace', world.slug]

test('the log is verified by command, and what was changed is told in words', { timeout: 60_000 }, async () => {
  const id = await world.add('ines', 'account', { name: 'Acme' })
  await sealAll(world.kernel)
  const [code, said] = await tendero('audit', 'verify')
  expect(said).toMatch(
    new RegExp(`^${world.slug}: sound\\. 1 seals over \\d+ entries, the newest 1:[0-9a-f]{64}; 0 wait`, 'm'),
  )
  expect([code, said.split('\n').length]).toEqual([0, 2])

  const anchor = /1:[0-9a-f]{64}/.exec(said)?.[0] ?? ''
  expect((await tendero('audit', 'verify', ...here, '--anchor', anchor.replace('1:', '2:')))[1]).toContain(
    'the end was cut off: the chain ends with seal 1, and seal 2 was made',
  )
  await world.kernel.database.direct.query(
    `update tendero.history set patch = jsonb_set(patch, '{name}', '[null, "Other"]') where workspace_id = $1 and record_id = $2`,
    [world.workspaceId, id],
  )
  const [broken, words] = await tendero('audit', 'verify', ...here)
  expect(words).toMatch(
    /broken\. operation [0-9a-f-]{36}, sealed with number 1, was changed\. Sound before it: 0 seals/,
  )
  expect(broken).toBe(1)
})

test.each([
  [['audit', 'mend'], 'There is no audit mend; there is: verify'],
  [['audit', 'verify', '--anchor', '1:abc', ...here], 'An anchor is a number and a digest'],
  [['audit', 'verify', '--workspace', 'nowhere'], 'There is no workspace nowhere'],
])('%j is refused in one line', { timeout: 60_000 }, async (words, line) => {
  const [code, said] = await tendero(...words)
  expect(said).toContain(line)
  expect(code).toBe(1)
})
