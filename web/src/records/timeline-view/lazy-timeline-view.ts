import { lazyRouteComponent } from '@tanstack/react-router'
import { withWords } from '../../kernel/slice-words.ts'

/** The timeline, loaded when it is first asked for. */
export const TimelineView = lazyRouteComponent(
  withWords(() => import('./timeline-view.tsx')),
  'TimelineView',
)
