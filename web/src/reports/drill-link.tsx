import type { Filter } from '@tendero/model/filter'
import type { ReactNode } from 'react'
import { AnchorLink } from '../design/links.tsx'
import { useSession } from '../kernel/session.ts'
import { all } from './drill.ts'
import { useReport } from './report-context.ts'
import classes from './reports.module.css'

interface DrillLinkProps {
  readonly parts: readonly Filter[]
  /** How many there are; none lead nowhere. */
  readonly count?: number
  readonly children: ReactNode
}

/** A figure that leads to the deals behind it. */
export function DrillLink({ parts, count, children }: DrillLinkProps) {
  const { workspace } = useSession()
  const { scope } = useReport()
  if (count === 0) return <>{children}</>
  return (
    <AnchorLink
      to="/w/$slug/$collection"
      params={{ slug: workspace.slug, collection: 'opportunities' }}
      search={{ filter: all(...scope, ...parts) }}
      className={classes.drill}
      inherit
      underline="hover"
    >
      {children}
    </AnchorLink>
  )
}
