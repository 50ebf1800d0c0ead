import { Button, Text } from '@mantine/core'
import { IconSparkles } from '@tabler/icons-react'
import { useFormat } from '../kernel/format.ts'
import { fieldOf } from '../kernel/metadata.ts'
import type { ExtensionProps } from '../records/extensions.ts'
import type { View } from '../records/list/use-view.ts'
import classes from './news.module.css'
import { useListNews, useRecordNews } from './visit-data.ts'
import { useAsOfWords } from './words.ts'

/** On a record: what others changed since one was last here. */
export function RecordNews({ object, record }: ExtensionProps) {
  const words = useAsOfWords()
  const format = useFormat()
  const news = useRecordNews(object, record.id)
  const labels = news?.fields.flatMap((name) => {
    const field = fieldOf(object, name)
    return field && !field.hidden ? [field.label] : []
  })
  if (!news || !labels || labels.length === 0) return null
  return (
    <Text className={classes.line} component="div" role="note" size="sm">
      <IconSparkles size={16} stroke={1.6} aria-hidden />
      <span>
        {words.newsOfRecord(format.relative(news.since), format.list(labels))}
        {news.people.length > 0 && <span className={classes.who}> · {format.list(news.people)}</span>}
      </span>
    </Text>
  )
}

/** Over a list: how many records others changed since one was last here; a press shows them alone. */
export function ListNews({ object, view }: { readonly object: ExtensionProps['object']; readonly view: View }) {
  const words = useAsOfWords()
  const format = useFormat()
  const news = useListNews(object)
  if (!news) return null
  const { filter } = view.search
  const shown = JSON.stringify(filter) === JSON.stringify(news.filter)
  return (
    <Button
      size="compact-sm"
      variant={shown ? 'light' : 'subtle'}
      color="gray"
      c={shown ? undefined : 'dimmed'}
      fw={500}
      leftSection={<IconSparkles size={14} aria-hidden />}
      aria-pressed={shown}
      onClick={() => view.change({ filter: shown ? undefined : news.filter })}
    >
      {words.newsOfList(news.count, format.relative(news.since))}
    </Button>
  )
}
