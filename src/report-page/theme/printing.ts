/**
 * Marks the page while it is being printed, so that its parts take the widths of paper before the browser lays it out. To be
 * called before any chart: charts follow the mark in the order in which they listen.
 */
export function startPrinting(): void {
  const root = document.documentElement;
  addEventListener('beforeprint', () => {
    root.dataset.printing = 'true';
  });
  addEventListener('afterprint', () => {
    delete root.dataset.printing;
  });
}
