import { lazyRouteComponent } from '@tanstack/react-router'
import { withWords } from '../../kernel/slice-words.ts'

/** The board, loaded when it is first asked for. */
export const Board = lazyRouteComponent(
  withWords(() => import('./board.tsx')),
  'Board',
)
