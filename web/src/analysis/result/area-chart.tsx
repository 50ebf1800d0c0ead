export { AreaChart } from '@mantine/charts'
