import { Button, Group, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconTable } from '@tabler/icons-react'
import type { AnyRecord } from '@tendero/model/api'
import { lazy, Suspense } from 'react'
import { titleOf } from '../../fields/reference-options.ts'
import { useFormat } from '../../kernel/format.ts'
import { useObject } from '../../kernel/metadata.ts'
import { useReaches } from '../../kernel/reach.ts'
import { useSession } from '../../kernel/session.ts'
import type { ExtensionProps } from '../../records/extensions.ts'
import { useSalesWords } from '../words.ts'
import classes from './lines.module.css'
import { useLines } from './lines-data.ts'

const LinesEditor = lazy(() => import('./lines-editor.tsx').then((module) => ({ default: module.LinesEditor })))

/** The products of a deal at a glance; the sheet to edit them opens over the page. */
export function LinesPanel({ object, record }: ExtensionProps) {
  const words = useSalesWords().lines
  const lines = useLines(record.id)
  const [opened, editor] = useDisclosure(false)
  const mine = useReaches()(object.can.edit, record)
  const mayEdit = (useObject('opportunity_line')?.can.edit ?? 'none') !== 'none' && mine
  if (!lines) return null
  return (
    <section aria-label={words.title}>
      <Group justify="space-between" wrap="nowrap" mb={6}>
        <Title order={2} size="h4">
          {words.title}
        </Title>
        {mayEdit && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconTable size={14} stroke={1.7} aria-hidden />}
            onClick={editor.open}
          >
            {words.open}
          </Button>
        )}
      </Group>
      {lines.length === 0 ? (
        <Text size="sm" c="dimmed">
          {words.empty}
        </Text>
      ) : (
        <ul className={classes.list}>
          {lines.map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </ul>
      )}
      {opened && (
        <Suspense fallback={null}>
          <LinesEditor record={record} title={titleOf(object, record)} onClose={editor.close} />
        </Suspense>
      )}
    </section>
  )
}

function Line({ line }: { readonly line: AnyRecord }) {
  const format = useFormat()
  const { workspace } = useSession()
  const { amount, quantity, discount } = line
  const currency =
    typeof amount === 'object' && amount !== null && 'currency' in amount ? amount.currency : workspace.baseCurrency
  const minor = typeof amount === 'object' && amount !== null && 'minor' in amount ? amount.minor : undefined
  return (
    <li className={classes.item}>
      <span className={classes.itemName}>
        {line.titles?.product ?? String(line.description ?? '–')}
        <Text span size="xs" c="dimmed" ms={6} className="tendero-figures">
          × {format.number(Number(quantity))}
          {typeof discount === 'number' && discount > 0 && ` · −${format.percent(discount)}`}
        </Text>
      </span>
      {typeof minor === 'number' && typeof currency === 'string' && (
        <span className="tendero-figures">{format.money({ minor, currency })}</span>
      )}
    </li>
  )
}
