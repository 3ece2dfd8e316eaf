# Opens the results in the folder argv[1] as QGIS does, exports the map sheet to the
# PDF argv[2], and prints what it found as JSON.
import json
import os
import sys

from qgis.core import QgsApplication, QgsLayoutExporter, QgsProject, QgsVectorLayer

folder, pdf = sys.argv[1:]
app = QgsApplication([], True)  # True: labels need fonts
app.initQgis()


def told(layer):
    renderer = layer.renderer()
    return {
        "valid": layer.isValid(),
        "features": layer.featureCount(),
        "source": layer.source(),
        "style": renderer.type() if renderer else "",
        "legend": [item.label() for item in renderer.legendSymbolItems()] if renderer else [],
        "aliases": [layer.attributeAlias(i) for i in range(1, layer.fields().count())],
        "crs": layer.crs().authid(),
        "abstract": layer.metadata().abstract(),
    }


gpkg = os.path.join(folder, "units.gpkg")
opened = QgsVectorLayer(gpkg, "units", "ogr")
provider = opened.dataProvider()
names = [s.split(provider.sublayerSeparator())[1] for s in provider.subLayers()]
project = QgsProject.instance()
found = {
    "layers": {n: told(QgsVectorLayer(gpkg + "|layername=" + n, n, "ogr")) for n in names},
    "read": project.read(os.path.join(folder, "units.qgz")),
}
found["project"] = {l.id(): told(l) for l in project.mapLayers().values()}
found["groups"] = [g.name() for g in project.layerTreeRoot().children()]
found["crs"] = project.crs().authid()
sheet = project.layoutManager().layouts()[0]
found["exported"] = QgsLayoutExporter(sheet).exportToPdf(pdf, QgsLayoutExporter.PdfExportSettings()) == QgsLayoutExporter.Success
print(json.dumps(found))
sys.stdout.flush()
os._exit(0)  # some versions crash while they clean up
