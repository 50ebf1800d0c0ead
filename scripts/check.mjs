// npm run check: everything that can be told without running the program.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureDependencies } from './dependencies.mjs'
import { requireNode, root, run, runScript, runTool } from './project.mjs'

const types = (folder) => () => runTool('typescript/bin/tsc', ['-p', folder, '--pretty', 'false'], { quiet: true })

const checks = [
  { name: 'types of the model', needs: 'packages/model/src', check: types('packages/model') },
  { name: 'types of the server', needs: 'server/src', check: types('server') },
  { name: 'types of the web', needs: 'web/src', check: types('web') },
  { name: 'types of the service worker', needs: 'web/service-worker', check: types('web/service-worker') },
  { name: 'types of the stories', needs: 'e2e', check: types('e2e') },
  {
    name: 'format and lint',
    needs: '.',
    check: () => runTool('@biomejs/biome/bin/biome', ['check', '.'], { quiet: true }),
  },
  {
    name: 'imports point down and never round',
    needs: '.',
    check: () => run(process.execPath, ['scripts/check-imports.mjs'], { quiet: true }),
  },
  {
    name: 'no dead code',
    needs: '.',
    check: () => runTool('knip/bin/knip.js', ['--no-progress', '--no-config-hints'], { quiet: true }),
  },
]

/** Runs all checks, tells each in a line, and what it found when it failed. @returns how many passed and failed, and which. */
export async function runChecks() {
  const failures = []
  const wanted = checks.filter(({ needs }) => existsSync(join(root, needs)))
  for (const { name, check } of wanted) {
    const begun = performance.now()
    const { code, output } = await check()
    const seconds = ((performance.now() - begun) / 1000).toFixed(1)
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)`)
    if (code === 0) continue
    failures.push(`  ${name}`)
    console.log(output.trim())
  }
  return { passed: wanted.length - failures.length, failed: failures.length, failures }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  requireNode()
  await runScript(async () => {
    await ensureDependencies({ development: true })
    const { failed } = await runChecks()
    process.exitCode = failed > 0 ? 1 : 0
  })
}
