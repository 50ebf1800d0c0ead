import { access } from './access/index.ts'
import { analysis } from './analysis/index.ts'
import { audit } from './audit/index.ts'
import { collaboration } from './collaboration/index.ts'
import { customers } from './customers/index.ts'
import { dataHealth } from './data-health/index.ts'
import { duplicates } from './duplicates/index.ts'
import { exporting } from './exporting/index.ts'
import { files } from './files/index.ts'
import { forecast } from './forecast/index.ts'
import { handingOver } from './handing-over/index.ts'
import { importing } from './importing/index.ts'
import type { Slice } from './kernel/kernel.ts'
import { live } from './live/index.ts'
import { mail } from './mail/index.ts'
import { massEdit } from './mass-edit/index.ts'
import { notifications } from './notifications/index.ts'
import { sales } from './sales/index.ts'
import { scim } from './scim/index.ts'
import { signIn } from './sign-in/index.ts'
import { singleSignOn } from './single-sign-on/index.ts'
import { viewAs } from './view-as/index.ts'
import { webhooks } from './webhooks/index.ts'
import { workspace } from './workspace/index.ts'

/** The capabilities of the program. A new one is a folder and one line here. */
export const slices: readonly Slice[] = [
  workspace,
  signIn,
  customers,
  sales,
  duplicates,
  access,
  collaboration,
  analysis,
  dataHealth,
  forecast,
  files,
  importing,
  exporting,
  massEdit,
  live,
  notifications,
  mail,
  webhooks,
  audit,
  singleSignOn,
  handingOver,
  scim,
  viewAs,
]
