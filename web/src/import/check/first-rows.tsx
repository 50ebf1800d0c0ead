import { Button, Stack } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { ScrollingRegion } from '../../design/scrolling-region.tsx'
import classes from '../import.module.css'
import { useImportWords } from '../words.ts'

interface FirstRowsProps<Row> {
  readonly rows: readonly Row[]
  /** The heads of the columns behind the one that says which rows of the file are meant. */
  readonly heads: ReactNode
  /** The table's row for one of them. */
  readonly children: (row: Row) => ReactNode
}

const shownAtFirst = 15

/** A table of what is wrong in the file: its first rows, and all when asked. */
export function FirstRows<Row>({ rows, heads, children }: FirstRowsProps<Row>) {
  const words = useImportWords()
  const [all, setAll] = useState(false)
  const shown = all ? rows : rows.slice(0, shownAtFirst)
  return (
    <Stack gap="xs">
      <ScrollingRegion className={classes.frame} aria-label={words.check.problems}>
        <table className={classes.preview}>
          <thead>
            <tr>
              <th scope="col" className={classes.rowNumber}>
                {words.reading.row}
              </th>
              {heads}
            </tr>
          </thead>
          <tbody>{shown.map(children)}</tbody>
        </table>
      </ScrollingRegion>
      {shown.length < rows.length && (
        <div>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setAll(true)}>
            {words.check.showAll(rows.length)}
          </Button>
        </div>
      )}
    </Stack>
  )
}
