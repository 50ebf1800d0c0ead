import { lazyRouteComponent } from '@tanstack/react-router'
import { withWords } from '../../kernel/slice-words.ts'

/** The calendar, loaded when it is first asked for. */
export const Calendar = lazyRouteComponent(
  withWords(() => import('./calendar.tsx')),
  'Calendar',
)
