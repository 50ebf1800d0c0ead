export { LineChart } from '@mantine/charts'
