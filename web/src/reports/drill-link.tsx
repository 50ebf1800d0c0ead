import type { Filter } from '@tendero/model/filter'
import type { ReactNode } from 'react'
import { AnchorLink } from '../design/links.tsx'
import { useObject } from '../kernel/metadata.ts'
import { useSession } from '../kernel/session.ts'
import type { ViewSearch } from '../kernel/view-state.ts'
import { all, columnsFor } from './drill.ts'
import { useReport } from './report-context.ts'
import classes from './reports.module.css'

interface DrillLinkProps {
  readonly parts: readonly Filter[]
  /** How many there are; none lead nowhere. */
  readonly count?: number
  readonly children: ReactNode
}

/** The list of the deals behind a figure. */
export function useDrill(): (parts: readonly Filter[]) => ViewSearch {
  const { scope } = useReport()
  const opportunity = useObject('opportunity')
  return (parts) => ({ filter: all(...scope, ...parts), columns: columnsFor(parts, opportunity?.list ?? []) })
}

/** A figure that leads to the deals behind it. */
export function DrillLink({ parts, count, children }: DrillLinkProps) {
  const { workspace } = useSession()
  const drill = useDrill()
  if (count === 0) return <>{children}</>
  return (
    <AnchorLink
      to="/w/$slug/$collection"
      params={{ slug: workspace.slug, collection: 'opportunities' }}
      search={drill(parts)}
      className={classes.drill}
      inherit
      underline="hover"
    >
      {children}
    </AnchorLink>
  )
}
