// One file with everything loads five times as fast as the many of which it is made, and takes less memory.
declare module 'echarts/dist/echarts.esm.min' {
  export { init, setPlatformAPI } from 'echarts';
}
