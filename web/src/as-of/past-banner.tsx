import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useFormat } from '../kernel/format.ts'
import { pastDay } from '../kernel/past-day.ts'
import { askingDay } from './asking-day.ts'
import { useLookBack } from './go.ts'
import classes from './past-banner.module.css'
import { useAsOfWords } from './words.ts'

/** On every screen that shows records as they were: as on which day, and the way back. */
export function PastBanner() {
  const words = useAsOfWords()
  const format = useFormat()
  const day = pastDay.use()
  const lookBack = useLookBack()
  if (day === undefined) return null
  return (
    <section className={classes.banner} aria-label={words.banner}>
      <IconHistory size={18} stroke={1.6} aria-hidden />
      <p className={classes.sentence}>
        <strong>{words.shown(format.day(day))}</strong>
        <span>
          <span className={classes.dot}> · </span>
          {words.explained}
        </span>
      </p>
      <Button
        className={classes.other}
        size="compact-sm"
        variant="subtle"
        color="gray"
        c="inherit"
        onClick={() => askingDay.set(true)}
      >
        {words.otherDay}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => lookBack(undefined)}>
        {words.back}
      </Button>
    </section>
  )
}
