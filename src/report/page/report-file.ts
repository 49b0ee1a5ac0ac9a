/** Name of the page in the folder of a run or a sweep (`data-and-config.md` 17.1). */
export const REPORT_FILE = 'report.html';
