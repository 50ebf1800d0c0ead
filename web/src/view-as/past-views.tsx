import { Text } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useFormat } from '../kernel/format.ts'
import { useSession } from '../kernel/session.ts'
import { Part } from '../settings/section-frame.tsx'
import { Line, Sheet } from '../settings/sheet.tsx'
import { pastViewsQuery } from './view-as.ts'
import { useViewAsWords } from './words.ts'

/** Tells somebody which administrators saw the CRM as they do, and when. Nothing as long as none did. */
export function PastViews() {
  const words = useViewAsWords()
  const format = useFormat()
  const { viewer } = useSession()
  const { data } = useQuery({ ...pastViewsQuery, enabled: viewer === null })
  if (!data || data.items.length === 0) return null
  return (
    <Part title={words.past} lead={words.pastLead}>
      <Sheet label={words.past}>
        {data.items.map(({ at, by }) => (
          <Line
            key={at}
            mark={<IconEye size={18} stroke={1.6} color="var(--mantine-color-dimmed)" aria-hidden />}
            title={by.name}
            cells={
              <Text span size="sm" c="dimmed">
                {format.instant(at)}
              </Text>
            }
          />
        ))}
      </Sheet>
    </Part>
  )
}
