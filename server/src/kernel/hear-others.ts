import { admissionChannel } from './admissions.ts'
import { changeChannel } from './change-feed.ts'
import type { Kernel } from './kernel.ts'
import { presenceChannel } from './presence.ts'

/** Listens to what the other processes tell: who may no longer enter, what has changed, who looks at what. */
export function hearOthers({ database, admissions, changes, presence }: Kernel): void {
  database.listen(
    { [admissionChannel]: admissions.forget, [changeChannel]: changes.heard, [presenceChannel]: presence.heard },
    (up) => {
      admissions.listening(up)
      changes.listening(up)
    },
  )
}
