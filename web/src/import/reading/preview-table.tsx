import { Text } from '@mantine/core'
import { ScrollingRegion } from '../../design/scrolling-region.tsx'
import classes from '../import.module.css'
import { useImportWords } from '../words.ts'

interface PreviewTableProps {
  readonly rows: readonly (readonly string[])[]
  readonly header: boolean
}

const mostColumns = 60

/** The first rows as they are understood. */
export function PreviewTable({ rows, header }: PreviewTableProps) {
  const words = useImportWords().reading
  const width = Math.min(mostColumns, Math.max(0, ...rows.map((row) => row.length)))
  const columns = Array.from({ length: width }, (_, index) => index)
  const names = header ? (rows[0] ?? []) : []
  const data = (header ? rows.slice(1) : rows).slice(0, 8)
  if (rows.length === 0) return null
  return (
    <ScrollingRegion className={classes.frame} aria-label={words.preview}>
      <table className={classes.preview}>
        <thead>
          <tr>
            <th scope="col" className={classes.rowNumber}>
              <Text span size="xs" c="dimmed">
                {words.row}
              </Text>
            </th>
            {columns.map((index) => (
              <th key={index} scope="col">
                {names[index]?.trim() || words.column(index + 1)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have nothing but their place
            <tr key={index}>
              <td className={classes.rowNumber}>{index + 1}</td>
              {columns.map((at) => (
                <td key={at}>{row[at]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollingRegion>
  )
}
