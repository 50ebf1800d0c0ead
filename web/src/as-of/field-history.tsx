import { ActionIcon, Button, Loader, Popover, Stack, Text, Title } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { MetadataField } from '@tendero/model/api'
import { useState } from 'react'
import { api } from '../kernel/api.ts'
import { keys } from '../kernel/queries.ts'
import type { ExtensionProps } from '../records/extensions.ts'
import { ChangeItem } from '../records/timeline/change-item.tsx'
import classes from './field-history.module.css'
import { useAsOfWords } from './words.ts'

interface FieldHistoryProps extends ExtensionProps {
  readonly field: MetadataField
}

/** Beside a field: who changed it when, through what, and from what to what. */
export function FieldHistory(props: FieldHistoryProps) {
  const words = useAsOfWords()
  const [open, setOpen] = useState(false)
  const label = words.historyOf(props.field.label)
  return (
    <Popover opened={open} onChange={setOpen} width={340} position="bottom-end" withArrow shadow="md" trapFocus>
      <Popover.Target>
        <ActionIcon
          size={24}
          className={classes.button}
          aria-label={label}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <IconHistory size={14} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>{open && <Changes {...props} label={label} />}</Popover.Dropdown>
    </Popover>
  )
}

const pageSize = 20

function Changes({ object, record, field, label }: FieldHistoryProps & { readonly label: string }) {
  const words = useAsOfWords()
  const history = useInfiniteQuery({
    queryKey: [...keys.timelines(object.name, record.id), 'field', field.name],
    queryFn: ({ pageParam }) =>
      api.timeline(object.collection, record.id, {
        kinds: ['change'],
        field: field.name,
        cursor: pageParam,
        limit: pageSize,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const items = history.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Stack gap="xs" mah={360} className={classes.list}>
      <Title order={2} size="h6">
        {label}
      </Title>
      {history.isPending && <Loader size="sm" />}
      {history.data && items.length === 0 && (
        <Text size="sm" c="dimmed">
          {words.historyNone}
        </Text>
      )}
      <ul className={classes.items}>
        {items.map(
          ({ id, at, change }) => change && <ChangeItem key={id} object={object} id={id} at={at} change={change} />,
        )}
      </ul>
      {history.hasNextPage && (
        <Button
          size="compact-sm"
          variant="subtle"
          loading={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          {words.more}
        </Button>
      )}
    </Stack>
  )
}
