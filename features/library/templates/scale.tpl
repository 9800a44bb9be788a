<details class="c-basis"><summary>[[library.queue.scale.title]]</summary>
  <p>[[library.queue.scale.direction]]</p>
  <ul><li>[[library.queue.scale.rises]]</li><li>[[library.queue.scale.none_clear]]</li><li>[[library.queue.scale.mixed]]</li><li>[[library.queue.scale.promising]]</li><li>[[library.queue.scale.not_measured]]</li></ul>
  <p>[[library.queue.scale.certainty]]</p>
  <ul><li>[[library.queue.scale.high]]</li><li>[[library.queue.scale.moderate]]</li><li>[[library.queue.scale.low]]</li><li>[[library.queue.scale.none]]</li><li>[[library.queue.scale.between]]</li></ul>
  <p>[[library.queue.scale.two]]</p>
</details>
