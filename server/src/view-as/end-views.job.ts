import type { Schedule } from '../kernel/events.ts'
import { endViewsInTime } from './end-views.ts'

/** Every minute: the log says that a view is over though nobody came back to stop it. */
export const viewsEnd: Schedule = { name: 'view_as_end', crontab: '* * * * *', run: endViewsInTime }
