// A report has its numbers in tables at once. What draws them is fetched only on pages that have a chart.
export function startCharts(): void {
  const figure = document.querySelector<HTMLElement>('[data-chart]');
  const address = figure?.dataset.chartScript;
  if (!address) return;
  const script = document.createElement('script');
  script.src = address;
  document.head.append(script);
}
