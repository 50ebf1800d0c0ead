import { analysis } from './analysis/index.ts'
import { collaboration } from './collaboration/index.ts'
import { customers } from './customers/index.ts'
import { exporting } from './exporting/index.ts'
import { files } from './files/index.ts'
import { importing } from './importing/index.ts'
import type { Slice } from './kernel/kernel.ts'
import { live } from './live/index.ts'
import { massEdit } from './mass-edit/index.ts'
import { notifications } from './notifications/index.ts'
import { sales } from './sales/index.ts'
import { webhooks } from './webhooks/index.ts'
import { workspace } from './workspace/index.ts'

/** The capabilities of the program. A new one is a folder and one line here. */
export const slices: readonly Slice[] = [
  workspace,
  customers,
  sales,
  collaboration,
  analysis,
  files,
  importing,
  exporting,
  massEdit,
  live,
  notifications,
  webhooks,
]
