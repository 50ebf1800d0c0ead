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
  return (parts) => listOf([...scope, ...parts], opportunity?.list ?? [])
}

/** A figure of a report that leads to the deals behind it. */
export function DrillLink(props: DrillLinkProps) {
  const { scope } = useReport()
  return <DealsLink {...props} parts={[...scope, ...props.parts]} />
}

interface DealsLinkProps extends DrillLinkProps {
  /** ISO date, as on which they are listed; today unless told. */
  readonly asOf?: string | undefined
}

/** A figure that leads to the list of the deals that it is made of. */
export function DealsLink({ parts, count, asOf, children }: DealsLinkProps) {
  const { workspace } = useSession()
  const opportunity = useObject('opportunity')
  if (count === 0) return <>{children}</>
  return (
    <AnchorLink
      to="/w/$slug/$collection"
      params={{ slug: workspace.slug, collection: 'opportunities' }}
      search={{ ...listOf(parts, opportunity?.list ?? []), ...(asOf ? { asOf } : {}) }}
      className={classes.drill}
      inherit
      underline="hover"
    >
      {children}
    </AnchorLink>
  )
}

const listOf = (parts: readonly Filter[], list: readonly string[]): ViewSearch => ({
  filter: all(...parts),
  columns: columnsFor(parts, list),
})
