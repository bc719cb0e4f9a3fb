# How it is decided. Figures are those of DESIGN.md; the thresholds are those of the code.

methodology-title = Cómo se decide
methodology-description = Cómo se cuentan los reportes, cómo se distinguen los problemas del ruido y qué se guarda sobre usted: nada que permita identificarle.
method-intro-1 = La gente pulsa un botón cuando algo no le funciona. Contamos, comparamos con lo normal y lo decimos cuando el azar deja de ser una buena explicación.

method-counting = Qué se cuenta
method-counting-1 = Importa un número: cuántas personas distintas han reportado un problema con un servicio en cada minuto. Volver a pulsar el botón antes de 15 minutos cuenta una sola vez, y la página lo dice. Lo mismo vale para «A mí me funciona», que se muestra pero nunca anula un reporte.

method-brigades = Quién cuenta y quién no
method-brigades-1 = Todos los reportes se cuentan y se muestran, pero no todos son una prueba. Pulsar el botón no cuesta nada, así que unas pocas personas con muchas direcciones podrían hacer que un servicio pareciera caído. Por eso, las direcciones vecinas (las que tiene una persona, una oficina o un armario alquilado de servidores) se tienen en cuenta unas pocas veces, y después solo como una parte de lo que reportan todos los demás en su región. Lo mismo vale para una sola red: puede aportar una cuarta parte de las pruebas, o un poco más de lo que suele aportar. Una sola dirección, un solo grupo de direcciones vecinas o una sola red no bastan para abrir nada. Muchos clientes de un operador móvil comparten unas pocas direcciones; se tienen en cuenta en proporción al resto de su región.
method-brigades-2 = Cuando los reportes sobre un servicio se descartan de este modo, su página lo dice, con su número.
method-brigades-3 = A una dirección que envía mucho más que una persona, y a una red cuyos reportes se descartan casi todos, se les pide con cada reporte un segundo de trabajo del dispositivo. Ocurre en segundo plano. No se rechaza a nadie: sin ese trabajo el reporte se muestra igualmente, pero no cuenta para el veredicto.
method-brigades-4 = Unas máquinas alquiladas en cientos de redes pasan por todo eso. Pero las personas llegan por los proveedores que usa la gente, más o menos en las proporciones habituales. Por eso, cuando un incidente no se sostendría sin los reportes de redes que casi nunca reportan, de este servicio o de todo el sitio, su página lo dice y no se alerta a nadie, hasta que la página de estado del propio servicio diga que algo falla, un equipo alertado lo confirme o basten los demás reportes. Donde se sabe demasiado poco de lo habitual, no se duda de nada. A quien imita las proporciones habituales no se le descubre así.
method-brigades-5 = Una publicación o un vídeo pueden enviar aquí a cientos de personas que pulsan el botón por diversión. Vienen de todas partes, pero por un enlace de un solo sitio web; en cambio, las personas a las que algo no les funciona también buscan, escriben la dirección y llegan desde muchos sitios. Por eso se anota si una página de este sitio se abrió desde un enlace de otro (como un número que comparten muchos sitios, durante media hora y solo en memoria, con un hash de la dirección y del navegador) y se cuenta con cada reporte. Cuando la mayoría de los reportes que superan lo habitual llegó desde un solo sitio web, y el incidente no se sostendría sin ellos, se trata de la misma manera. De los buscadores no se duda. Un enlace que se abre desde una aplicación a menudo no dice dónde estaba: a una multitud así no se la descubre de este modo.

method-regions = Dónde ocurre
method-regions-1 = Su dirección se busca en una tabla local para saber su país, su estado o provincia (si la tabla lo conoce) y su red. Después, la dirección se descarta. Los mapas no muestran de dónde viene la mayoría de los reportes: eso solo dibujaría dónde vive la gente. Muestran cuánto supera cada región su propio nivel normal.
method-regions-2 = Una región se muestra solo cuando al menos 5 personas distintas han reportado desde ella, y los totales se redondean mientras haya alguna región oculta, para que nadie pueda ser identificado restando.

method-normal = Qué es lo normal
method-normal-1 = Cada servicio tiene su ritmo. Para cada media hora de la semana aprendemos cuántas personas suelen reportar, dando menos peso a las semanas más antiguas. No se aprende nada mientras hay un problema, para que una interrupción no se convierta en lo normal. Un servicio nuevo empieza con una estimación prudente y, hasta que se conoce mejor, solo un aumento grande se considera un problema.

method-deciding = Cuándo se considera un problema
method-deciding-1 = Se observan varios intervalos a la vez: los últimos 1, 2, 3, 5, 8, 13, 21, 34 y 55 minutos. Los cortos captan los fallos repentinos; los largos, los lentos. Hasta 1,3 veces el número normal se considera normal: no todas las noches son iguales.
method-deciding-2 = Por encima de eso, calculamos qué probabilidad tendría un número así por puro azar, teniendo en cuenta hasta qué punto los reportes de ese servicio llegan en ráfagas. La puntuación es el exponente de una cota superior de esa probabilidad, para una distribución binomial negativa: números que varían más de lo que permite el puro azar. La puntuación más alta de todos los intervalos se compara con un umbral.
method-deciding-3 = El umbral no es un número fijo. Se establece para cada servicio según lo alta que llega a ser su puntuación en épocas tranquilas, de modo que las falsas alarmas sean pocas. Cada región tiene su propia prueba, y el número de pruebas forma parte del umbral.

method-good = Hasta qué punto es fiable
method-good-1 = Lo medimos con servicios inventados cuyas interrupciones se conocen al segundo, porque nadie tiene una lista completa de las reales. Su público varía en tamaño (de un reporte por hora a veinte por minuto) y tiene horas punta, crecimiento, cambios de hora y sucesos inofensivos: alguien que pulsa treinta veces, una noche muy activa, un hueco en los datos. El detector ve los números minuto a minuto y nada de lo que viene después. Cada cifra es la media de diez de esos mundos, con 48 servicios y unas 430 interrupciones cada uno.
method-good-2 = Qué encuentra el detector en mundos inventados
method-good-3 = Pregunta
method-good-4 = Respuesta
method-good-5 = ¿Cuántas interrupciones claras encuentra?
method-good-6 = 99 de cada 100
method-good-7 = ¿Cuántas se le escapan de las que duran diez minutos?
method-good-8 = 4 de cada 100
method-good-9 = ¿Y en las primeras semanas de un servicio?
method-good-10 = 6 de cada 100
method-good-11 = ¿Con qué rapidez?
method-good-12 = la mitad de las claras en 4½ minutos, nueve de cada diez en 13
method-good-13 = ¿Con qué rapidez ve que ha terminado?
method-good-14 = la mitad en 8 minutos, nueve de cada diez en media hora
method-good-15 = ¿Acierta con las regiones?
method-good-16 = 99 de cada 100 que nombra están afectadas, y nombra 99 de cada 100 afectadas
method-good-17 = ¿Cada cuánto da una falsa alarma?
method-good-18 = para un servicio, una o dos veces al año
method-good-19 = Una interrupción clara es aquella cuyo pico supera al menos cinco veces la variación de un minuto a otro; de las más débiles encuentra menos. El público real puede ser más inquieto que este: donde las noticias o un partido hacen que los reportes lleguen en oleadas, cabe esperar más falsas alarmas de las que dice la tabla. Quien gestiona este sitio puede elegir cuántas son aceptables: menos significa más tarde.

method-words = Qué significan las palabras
method-words-1 = Sin problemas
method-words-2 = Los reportes están dentro de lo normal para esta hora.
method-words-3 = Posibles problemas
method-words-4 = Más de lo habitual: la puntuación ha recorrido parte del camino hacia el umbral. O lo ha superado, y los reportes se deben probablemente a los problemas de otro servicio.
method-words-5 = Problemas
method-words-6 = La puntuación ha superado el umbral. Se abre un incidente, con el minuto en que empezó el aumento y las regiones que destacan.
method-words-7 = En recuperación
method-words-8 = Los reportes disminuyen. Si vuelven a aumentar pronto, es el mismo incidente.
method-words-9 = Retirado
method-words-10 = Se anunció y resultó no ser una interrupción. Sigue en el registro, marcado como tal.
method-words-11 = Cada paso de un incidente conserva los recuentos, lo que era normal, la puntuación y el umbral. Están en la página del incidente.

method-limits = Qué no puede decir
method-limits-1 = Los reportes dicen que la gente tiene problemas, no de quién es la culpa. Cuando falla una red o una nube, los servicios que dependen de ella también parecen caídos; por eso cada página muestra cómo están esas redes y nubes.
method-limits-2 = Cuando falla uno de varios servicios conectados entre sí, como una red móvil, los clientes de los demás no pueden comunicarse con los del que ha fallado y también reportan aquí. Si sus reportes no empezaron antes y son pocos comparados con los del servicio que falló, los demás muestran «Posibles problemas» con el nombre del que tiene el problema, y no se anuncia ningún incidente para ellos, salvo que supere al del otro en tamaño o en duración.
method-limits-3 = El silencio no demuestra que todo vaya bien: de noche, o en lugares con pocos visitantes, puede haber muy poca gente para saberlo.

method-privacy = Qué se guarda sobre usted
method-privacy-1 = Ninguna dirección se guarda, se registra ni se transmite a nadie. Para contarle una sola vez, conservamos una clave ilegible, formada a partir del servicio, su dirección y un secreto aleatorio. El secreto cambia cada día y se destruye antes de 48 horas; después, nadie puede relacionar la clave con usted, tampoco nosotros. No hay cuentas ni cookies de seguimiento, y nada de lo que hay en estas páginas viene de terceros.
