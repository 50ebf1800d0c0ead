// npm run migration -- name: writes the migration that the declarations want, server/migrations/NNNN_name.sql.
import { join } from 'node:path'
import { withBundles } from './bundle.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { requireNode, run, runScript } from './project.mjs'

requireNode()
await runScript(async () => {
  await ensureDependencies({ development: true })
  await withBundles({ draft: 'server/src/derive/draft-migration.ts' }, async (folder) => {
    const { code } = await run(process.execPath, [join(folder, 'draft.js'), ...process.argv.slice(2)])
    process.exitCode = code
  })
})
