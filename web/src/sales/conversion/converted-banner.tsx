import { IconCircleCheck } from '@tabler/icons-react'
import { AnchorLink } from '../../design/links.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useCatalogue } from '../../kernel/metadata.ts'
import { useSession } from '../../kernel/session.ts'
import type { ExtensionProps } from '../../records/extensions.ts'
import { useSalesWords } from '../words.ts'
import classes from './converted-banner.module.css'

const became = [
  ['convertedAccount', 'account'],
  ['convertedContact', 'contact'],
  ['convertedOpportunity', 'opportunity'],
] as const

/** What a lead became, and when. */
export function ConvertedBanner({ record }: ExtensionProps) {
  const words = useSalesWords().conversion
  const format = useFormat()
  const catalogue = useCatalogue()
  const { workspace } = useSession()
  if (typeof record.convertedAt !== 'string') return null
  return (
    <div className={classes.banner}>
      <IconCircleCheck size={18} stroke={1.7} aria-hidden />
      <span>{words.converted(format.relative(record.convertedAt))}</span>
      {became.map(([field, name]) => {
        const id = record[field]
        const object = catalogue.object(name)
        if (typeof id !== 'string' || !object) return null
        return (
          <AnchorLink
            key={field}
            to="/w/$slug/$collection/$id"
            params={{ slug: workspace.slug, collection: object.collection, id }}
            inherit
          >
            {record.titles?.[field] ?? object.label.one}
          </AnchorLink>
        )
      })}
    </div>
  )
}
